@NullMarked
package dev.quotaledger.published;

import org.jspecify.annotations.NullMarked;
