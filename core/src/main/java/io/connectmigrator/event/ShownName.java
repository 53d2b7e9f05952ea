package io.connectmigrator.event;

import io.connectmigrator.internal.PlainLine;

/** The name of a connector in a text, and of what it becomes if that has another one. */
final class ShownName {

    private ShownName() {}

    static String of(MigrationEvent.OfConnector event) {
        String connector = event.connector();
        String target = event.target();
        return PlainLine.of(connector.equals(target) ? connector : connector + " -> " + target);
    }
}
