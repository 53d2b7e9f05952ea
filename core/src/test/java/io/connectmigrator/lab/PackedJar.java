package io.connectmigrator.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar made of classes of this JVM, so that another one gets these and nothing else of the tests. */
final class PackedJar {

    private PackedJar() {}

    /** Writes the classes, and for each service the name of the class that provides it. */
    static Path write(Path jar, List<Class<?>> classes, Map<String, Class<?>> services) {
        try {
            Files.createDirectories(jar.toAbsolutePath().getParent());
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file)) {
                for (Class<?> type : classes) {
                    add(out, type);
                }
                for (Map.Entry<String, Class<?>> service : services.entrySet()) {
                    out.putNextEntry(new JarEntry("META-INF/services/" + service.getKey()));
                    out.write((service.getValue().getName() + "\n").getBytes(StandardCharsets.UTF_8));
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new LaboratoryException("writing " + jar + " failed: " + e.getMessage(), e);
        }
    }

    private static void add(JarOutputStream out, Class<?> type) throws IOException {
        if (!addFile(out, type, type.getName())) {
            throw new IOException(type.getName() + " is not on the class path");
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            add(out, nested);
        }
        // Anonymous classes, and those that the compiler makes for a switch over an enum, are declared nowhere.
        int number = 1;
        while (addFile(out, type, type.getName() + "$" + number)) {
            number++;
        }
    }

    private static boolean addFile(JarOutputStream out, Class<?> beside, String className) throws IOException {
        String entry = className.replace('.', '/') + ".class";
        try (InputStream bytes = beside.getResourceAsStream("/" + entry)) {
            if (bytes == null) {
                return false;
            }
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
            out.closeEntry();
            return true;
        }
    }
}
