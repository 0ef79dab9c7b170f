/** What was attempted and refused, kept for auditors apart from what was decided. */
@NullMarked
package dev.quotaledger.runtime.audit;

import org.jspecify.annotations.NullMarked;
