package dev.quotaledger.standalone.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether there is demo data.
 *
 * @param demo whether the first start loads the demo data. Later starts go on with what a first one
 *     left, and load nothing twice.
 */
@ConfigurationProperties("quotaledger")
record DemoProperties(@DefaultValue("false") boolean demo) {}
