/** Tests of reactions, each with a handler of its own on real stores of tokens and letters. */
@NullMarked
package dev.quotaledger.runtime.reactions;

import org.jspecify.annotations.NullMarked;
