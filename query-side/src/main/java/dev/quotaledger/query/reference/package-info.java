/**
 * What figures of every kind refer to, and to whom they belong: the organisation, the holders of
 * territories, calendars and plans at any moment at which they were known. Features share it so that
 * one deal belongs to the same rep and team in all of their answers.
 */
@NullMarked
package dev.quotaledger.query.reference;

import org.jspecify.annotations.NullMarked;
