/** Who is there, what they may do and which areas they see. Knows neither HTTP nor the database. */
@NullMarked
package io.vigil.console.access;

import org.jspecify.annotations.NullMarked;
