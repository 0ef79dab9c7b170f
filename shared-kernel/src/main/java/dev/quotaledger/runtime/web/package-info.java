/**
 * What HTTP means the same on both sides: problems, limits, the forms of values, and what a request says about itself.
 * Controllers throw refusals and invalid values; this package alone turns them into answers.
 */
@NullMarked
package dev.quotaledger.runtime.web;

import org.jspecify.annotations.NullMarked;
