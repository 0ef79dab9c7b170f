/**
 * What of the data does not fit: deals and leads that were taken as their source has them although
 * something about them is unlikely to be meant. Each finding follows from one documented rule.
 */
@NullMarked
package dev.quotaledger.query.quality;

import org.jspecify.annotations.NullMarked;
