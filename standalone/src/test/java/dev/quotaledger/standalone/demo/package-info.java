/**
 * How the demo data is made from the AdventureWorks sample, and what must hold for the checked-in files.
 * The converter is test code because the program only ever reads its result.
 */
@NullMarked
package dev.quotaledger.standalone.demo;

import org.jspecify.annotations.NullMarked;
