/**
 * The folds: state and event give the next state, by the rules of the domain and nothing else. They
 * depend on the message vocabulary and the JDK alone, so that whoever holds the events can repeat
 * every figure.
 */
@NullMarked
package dev.quotaledger.model;

import org.jspecify.annotations.NullMarked;
