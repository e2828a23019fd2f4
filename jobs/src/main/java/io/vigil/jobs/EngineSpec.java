package io.vigil.jobs;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where rules and control data come from: files, or compacted topics. Equal specs share one compiled engine in a process.
 *
 * @param zones GeoJSON files of zones
 * @param routes GeoJSON files of routes
 * @param registry the registry file, or empty for none
 * @param weather the file of forecasts and observations, or empty for none
 * @param orders the file of orders, or empty for none
 * @param lanes rule files by lane, in the order of the lanes' names
 * @param topics control topics, from which then everything comes and nothing from files; or {@link ControlTopics#NONE}
 */
public record EngineSpec(
        List<String> zones,
        List<String> routes,
        String registry,
        String weather,
        String orders,
        Map<String, String> lanes,
        ControlTopics topics)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** No rules, and nothing known of anybody. */
    static final EngineSpec NONE = ofFiles(List.of(), List.of(), "", Map.of());

    public EngineSpec {
        zones = List.copyOf(zones);
        routes = List.copyOf(routes);
        lanes = new TreeMap<>(lanes);
    }

    /** All from files. */
    public static EngineSpec ofFiles(
            List<String> zones, List<String> routes, String registry, Map<String, String> lanes) {
        return new EngineSpec(zones, routes, registry, "", "", lanes, ControlTopics.NONE);
    }

    /** All from topics. */
    public static EngineSpec ofTopics(ControlTopics topics) {
        return new EngineSpec(List.of(), List.of(), "", "", "", Map.of(), topics);
    }

    /** The same with other rule files. */
    public EngineSpec withLanes(Map<String, String> newLanes) {
        return new EngineSpec(zones, routes, registry, weather, orders, newLanes, topics);
    }

    /** The same with files of weather and orders; empty for none. */
    public EngineSpec withSea(String newWeather, String newOrders) {
        return new EngineSpec(zones, routes, registry, newWeather, newOrders, lanes, topics);
    }

    /**
     * The compacted control topics of a broker.
     *
     * @param bootstrap where the broker answers; empty means no topics are read
     * @param prefix what the names begin with, such as {@code vigil}
     * @param client further client settings
     */
    public record ControlTopics(String bootstrap, String prefix, Map<String, String> client) implements Serializable {
        /** Everything comes from files. */
        public static final ControlTopics NONE = new ControlTopics("", "", Map.of());

        private static final long serialVersionUID = 1;

        public ControlTopics {
            client = new TreeMap<>(client);
        }

        /** Whether topics are read. */
        public boolean isUsed() {
            return !bootstrap.isEmpty();
        }

        Properties clientProperties() {
            Properties properties = new Properties();
            properties.putAll(client);
            properties.setProperty("bootstrap.servers", bootstrap);
            return properties;
        }
    }
}
