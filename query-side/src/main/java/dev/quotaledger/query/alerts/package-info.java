/**
 * Alerts: a monitor looks at the figures that rules watch and appends what they mean to the alerts'
 * streams, and a read model is the inbox of everybody to whom alerts are addressed.
 */
@NullMarked
package dev.quotaledger.query.alerts;

import org.jspecify.annotations.NullMarked;
