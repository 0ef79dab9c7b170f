/** What was attempted and refused, for auditors. */
@NullMarked
package dev.quotaledger.query.refusals;

import org.jspecify.annotations.NullMarked;
