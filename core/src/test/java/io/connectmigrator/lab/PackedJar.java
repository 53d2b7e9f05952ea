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
public final class PackedJar {

    private PackedJar() {}

    /** Writes the classes, and for each service the name of the class that provides it. */
    public static Path write(Path jar, List<String> classes, Map<String, String> services) {
        try {
            Files.createDirectories(jar.toAbsolutePath().getParent());
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file)) {
                for (String type : classes) {
                    add(out, type);
                }
                for (Map.Entry<String, String> service : services.entrySet()) {
                    out.putNextEntry(new JarEntry("META-INF/services/" + service.getKey()));
                    out.write((service.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new LaboratoryException("writing " + jar + " failed: " + e.getMessage(), e);
        }
    }

    private static void add(JarOutputStream out, String type) throws IOException {
        String entry = type.replace('.', '/') + ".class";
        try (InputStream bytes = PackedJar.class.getResourceAsStream("/" + entry)) {
            if (bytes == null) {
                throw new IOException(entry + " is not on the class path");
            }
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
            out.closeEntry();
        }
    }
}
