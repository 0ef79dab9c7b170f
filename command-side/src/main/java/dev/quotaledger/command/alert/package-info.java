/**
 * What alerts there are to be, and who has seen one. Raising and clearing them is decided by figures,
 * by the model's fold and on the query side; here is what people decide.
 */
@NullMarked
package dev.quotaledger.command.alert;

import org.jspecify.annotations.NullMarked;
