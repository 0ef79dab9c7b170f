/**
 * The deal: the aggregate that turns what a source says of an opportunity into what has happened to
 * it. It is the only place that decides what a source's record means.
 */
@NullMarked
package dev.quotaledger.command.deal;

import org.jspecify.annotations.NullMarked;
