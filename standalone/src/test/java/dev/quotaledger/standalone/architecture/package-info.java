/**
 * Which part of the code may know which, and what its types look like. Every rule is also run
 * against a small house of deliberate mistakes, in which it must find the mistakes that it is for.
 */
@NullMarked
package dev.quotaledger.standalone.architecture;

import org.jspecify.annotations.NullMarked;
