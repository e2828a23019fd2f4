package io.vigil.benchmarks;

import com.google.common.geometry.S2ContainsPointQuery;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Shape;
import com.google.common.geometry.S2ShapeIndex;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;

/** What one writes with S2: its shape index and the query for the shapes that contain a point. Its edges are geodesics. */
final class S2Lookup {
    private final S2ContainsPointQuery query;

    S2Lookup(List<Zone> zones) {
        S2ShapeIndex index = new S2ShapeIndex();
        for (Zone zone : zones) {
            ZoneShape.Ring ring =
                    ((ZoneShape.Area) zone.shape()).polygons().get(0).outer();
            List<S2Point> vertices = new ArrayList<>();
            for (int i = 0; i < ring.latitudes().length; i++) {
                vertices.add(S2LatLng.fromDegrees(ring.latitudes()[i], ring.longitudes()[i])
                        .toPoint());
            }
            S2Loop loop = new S2Loop(vertices);
            loop.normalize();
            index.add(loop);
        }
        query = new S2ContainsPointQuery(index);
    }

    int find(double lat, double lon) {
        int found = 0;
        for (S2Shape shape :
                query.getContainingShapes(S2LatLng.fromDegrees(lat, lon).toPoint())) {
            found += shape.numEdges() > 0 ? 1 : 0;
        }
        return found;
    }
}
