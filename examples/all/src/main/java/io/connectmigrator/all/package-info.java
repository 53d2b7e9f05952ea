/**
 * The main class of the jar with everything in it: a JShell prompt with the library's imports, or the execution of one script. Uses
 * only the public API of the library.
 */
@NullMarked
package io.connectmigrator.all;

import org.jspecify.annotations.NullMarked;
