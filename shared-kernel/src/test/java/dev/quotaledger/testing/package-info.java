/**
 * What tests of every module need to start: real servers, without containers, and who receives webhooks.
 * It is packaged as a test jar.
 */
@NullMarked
package dev.quotaledger.testing;

import org.jspecify.annotations.NullMarked;
