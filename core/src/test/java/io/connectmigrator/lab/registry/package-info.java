/** A schema registry in memory, which answers as Confluent's, Karapace or Apicurio do. */
@NullMarked
package io.connectmigrator.lab.registry;

import org.jspecify.annotations.NullMarked;
