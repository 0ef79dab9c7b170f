/**
 * Tests of the event store and of the wiring, against the real databases.
 * Every scenario runs on HSQLDB and on PostgreSQL.
 */
@NullMarked
package dev.quotaledger.runtime;

import org.jspecify.annotations.NullMarked;
