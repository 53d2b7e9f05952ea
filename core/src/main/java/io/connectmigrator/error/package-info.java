/**
 * The root of the exceptions that the library throws. It knows no other package, and every other package may know it. Applications catch
 * them; each package that fails in a way of its own has its own subclass.
 */
@NullMarked
package io.connectmigrator.error;

import org.jspecify.annotations.NullMarked;
