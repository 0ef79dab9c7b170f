/**
 * Who asks, and what they may do: authentication of standalone users or of tokens, and one table of rules for both.
 * Whatever the table does not name is denied.
 */
@NullMarked
package dev.quotaledger.runtime.security;

import org.jspecify.annotations.NullMarked;
