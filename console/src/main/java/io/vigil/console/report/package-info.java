/** Figures and tables for people: statistics, the report of a shift, as CSV and as a spreadsheet. */
@NullMarked
package io.vigil.console.report;

import org.jspecify.annotations.NullMarked;
