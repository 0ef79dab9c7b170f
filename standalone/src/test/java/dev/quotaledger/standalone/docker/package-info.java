/**
 * What must hold for the files of the two-process deployment, as far as it can be checked without containers.
 * The routing rules of the gateway run in a real nginx where one is installed.
 */
@NullMarked
package dev.quotaledger.standalone.docker;

import org.jspecify.annotations.NullMarked;
