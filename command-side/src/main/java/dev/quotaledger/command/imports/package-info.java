/**
 * Imports: files of rows that become commands, many in a transaction. A file is kept on disk until
 * its last row is decided, so that neither its size nor a crash matters.
 */
@NullMarked
package dev.quotaledger.command.imports;

import org.jspecify.annotations.NullMarked;
