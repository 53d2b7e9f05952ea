/**
 * The offsets of connectors as values, and the SPI of transports that list, alter and reset them. It knows neither clusters nor
 * journals. All other packages use it.
 */
@NullMarked
package io.connectmigrator.offset;

import org.jspecify.annotations.NullMarked;
