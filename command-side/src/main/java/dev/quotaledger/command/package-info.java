/**
 * The command side: decides what happens, and nothing else. Every feature package holds one aggregate,
 * its policies and the HTTP resource that sends its commands.
 */
@NullMarked
package dev.quotaledger.command;

import org.jspecify.annotations.NullMarked;
