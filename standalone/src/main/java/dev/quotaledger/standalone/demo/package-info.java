/**
 * The demo data: three years of a bicycle maker and what was invented around its orders, as files of
 * this jar. They are taken in by the public import, as anybody's files are.
 */
@NullMarked
package dev.quotaledger.standalone.demo;

import org.jspecify.annotations.NullMarked;
