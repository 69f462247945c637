import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;

/**
 * One node of a cluster on this machine, in a process of its own:
 * java -cp … TestNode FOLDER HTTP_PORT OWN_TRANSPORT_PORT ALL_TRANSPORT_PORTS…
 * It is named after its transport port, says READY when it has joined, and ends with its process.
 */
public class TestNode {
  private static final List<String> PLUGINS = List.of(
      "org.opensearch.transport.Netty4Plugin",
      "org.opensearch.analysis.common.CommonAnalysisPlugin",
      "org.opensearch.painless.PainlessPlugin");

  /** Node's own constructor that takes plugins as classes is not public. */
  private static class WithPlugins extends Node {
    WithPlugins(Settings settings, List<Class<? extends Plugin>> plugins) {
      super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "test"), plugins, false);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder.resolve("config"));
    List<String> ports = List.of(arguments).subList(3, arguments.length);
    List<Class<? extends Plugin>> plugins = new ArrayList<>();
    for (String name : PLUGINS) {
      plugins.add(Class.forName(name).asSubclass(Plugin.class));
    }
    Settings settings = Settings.builder()
        .put("path.home", folder)
        .put("cluster.name", "archive-tests")
        .put("node.name", arguments[2])
        .put("network.host", "127.0.0.1")
        .put("http.port", arguments[1])
        .put("transport.port", arguments[2])
        .put("http.type", "netty4")
        .put("transport.type", "netty4")
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .putList("discovery.seed_hosts", ports.stream().map(port -> "127.0.0.1:" + port).toList())
        .putList("cluster.initial_cluster_manager_nodes", ports)
        .build();
    new WithPlugins(settings, plugins).start();
    System.out.println("READY");
    Thread.currentThread().join();
  }
}
