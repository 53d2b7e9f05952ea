package io.connectmigrator.lab;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Finds artifacts and all they need the way Maven does: same settings, mirrors, proxies and local repository, so that what
 * was downloaded once is there for every later run, offline too.
 */
final class MavenJars implements AutoCloseable {

    private static final List<Exclusion> EVERYTHING = List.of(new Exclusion("*", "*", "*", "*"));

    private final Context context;

    private MavenJars(Context context) {
        this.context = context;
    }

    /** Opens Maven's resolver; the listener is told, before a download begins, that it does. */
    static MavenJars open(Consumer<String> downloads) {
        ContextOverrides.Builder overrides =
                ContextOverrides.create().withUserSettings(true).transferListener(new DownloadListener(downloads));
        directory("maven.repo.local", "settings.localRepository").ifPresent(overrides::withLocalRepositoryOverride);
        mavenHome().ifPresent(overrides::withMavenSystemHomeOverride);
        return new MavenJars(Runtimes.INSTANCE.getRuntime().create(overrides.build()));
    }

    /**
     * {@return the jars of the artifacts, written {@code group:artifact:version}, and of their runtime dependencies; of an
     * archive, written {@code group:artifact:tar.gz:classifier:version}, only itself, as it has in it what it needs}
     */
    List<Path> resolve(List<String> artifacts) {
        List<Dependency> dependencies =
                artifacts.stream().map(MavenJars::dependency).toList();
        CollectRequest collect = new CollectRequest(dependencies, List.of(), context.remoteRepositories());
        DependencyRequest request = new DependencyRequest(collect, DependencyFilterUtils.classpathFilter("runtime"));
        try {
            return context
                    .repositorySystem()
                    .resolveDependencies(context.repositorySystemSession(), request)
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(artifact -> artifact.getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new LaboratoryException("resolving " + artifacts + " failed: " + e.getMessage(), e);
        }
    }

    private static Dependency dependency(String coordinates) {
        Artifact artifact = new DefaultArtifact(coordinates);
        return new Dependency(
                artifact, "runtime", false, artifact.getExtension().equals("jar") ? List.of() : EVERYTHING);
    }

    @Override
    public void close() {
        context.close();
    }

    private static Optional<Path> directory(String... properties) {
        return Stream.of(properties)
                .flatMap(name -> Optional.ofNullable(System.getProperty(name)).stream())
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .findFirst();
    }

    private static Optional<Path> mavenHome() {
        Stream<Path> fromEnvironment = Stream.of("MAVEN_HOME", "M2_HOME")
                .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                .filter(value -> !value.isBlank())
                .map(Path::of);
        return Stream.concat(directory("maven.home").stream(), fromEnvironment)
                .filter(Files::isDirectory)
                .findFirst();
    }
}
