/** JT/T 808 of 2011, 2013 and 2019: framing, sub-packages, location reports with all additional items. */
@NullMarked
package io.vigil.feeds.jt808;

import org.jspecify.annotations.NullMarked;
