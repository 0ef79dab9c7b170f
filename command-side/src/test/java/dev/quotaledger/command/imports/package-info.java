/**
 * The tests of imports. They send files over HTTP to a whole command side on embedded stores.
 */
@NullMarked
package dev.quotaledger.command.imports;

import org.jspecify.annotations.NullMarked;
