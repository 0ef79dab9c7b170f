@NullMarked
package dev.quotaledger.query.simulation;

import org.jspecify.annotations.NullMarked;
