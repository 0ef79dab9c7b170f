/**
 * Events that a reaction could not handle, for operators to see and to have tried again. The process
 * that runs the reaction does that, whichever process is asked.
 */
@NullMarked
package dev.quotaledger.query.deadletters;

import org.jspecify.annotations.NullMarked;
