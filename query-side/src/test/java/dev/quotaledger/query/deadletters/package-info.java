/** Tests of what operators see of dead letters. They ask over HTTP. */
@NullMarked
package dev.quotaledger.query.deadletters;

import org.jspecify.annotations.NullMarked;
