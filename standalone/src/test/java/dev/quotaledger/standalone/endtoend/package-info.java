/**
 * The built programs as their users meet them: started from their jars as processes of their own, and asked over HTTP.
 * Whatever is killed, restarted, doubled or restored here, every acknowledged fact has to be there afterwards.
 */
@NullMarked
package dev.quotaledger.standalone.endtoend;

import org.jspecify.annotations.NullMarked;
