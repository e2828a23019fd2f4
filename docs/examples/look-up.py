#!/usr/bin/env python3
"""Prints what the raw lines say of one mover. It shares nothing with Vigil, so that the two can be held against each other.

    look-up.py nmea   FILE MMSI     FROM TO [ZONES.geojson] [ROUTES.geojson]
    look-up.py csv    FILE ID       FROM TO [ZONES.geojson] [ROUTES.geojson]      suez-2021-03-20.csv.gz
    look-up.py jt808  FILE TERMINAL FROM TO [ZONES.geojson] [ROUTES.geojson]

FROM and TO are the beginnings of times as printed, such as 12:00:30 or 2021-03-20T05. A line: line number, time (UTC),
latitude, longitude, speed (kn; km/h for jt808), course, heading, zones around it, metres to the nearest route.
"""
import csv, datetime, gzip, json, math, sys


def opened(path):
    return gzip.open(path, "rt", errors="replace") if path.endswith(".gz") else open(path, errors="replace")


def armoured(payload):  # ITU-R M.1371-5 in NMEA 0183: six bits a character
    codes = [ord(c) - 48 for c in payload]
    return "".join(format(code - 8 if code > 40 else code, "06b") for code in codes)


def signed(bits):
    value = int(bits, 2)
    return value - (1 << len(bits)) if bits[0] == "1" else value


def nmea(path):
    heard = None
    for number, line in enumerate(opened(path), 1):
        if line.startswith("$PGHP"):
            f = line.split(",")
            heard = datetime.datetime(*map(int, f[2:8]), int(f[8]) * 1000)
        fields = line[line.find("!"):].split(",") if "!" in line else []
        if len(fields) < 7 or fields[1] != "1":
            continue
        b = armoured(fields[5])
        kind = int(b[:6], 2)
        if kind not in (1, 2, 3, 18, 19):
            continue
        sog, lon, lat, cog, heading = (50, 61, 89, 116, 128) if kind <= 3 else (46, 57, 85, 112, 124)
        yield (number, heard, "%09d" % int(b[8:38], 2), signed(b[lat:lat + 27]) / 6e5, signed(b[lon:lon + 28]) / 6e5,
               int(b[sog:sog + 10], 2) / 10, int(b[cog:cog + 12], 2) / 10, int(b[heading:heading + 9], 2))


def suez(path):
    for number, row in enumerate(csv.DictReader(opened(path)), 2):
        time = datetime.datetime.strptime(row["ais_pos_timestamp"], "%d/%m/%Y %H:%M")
        yield number, time, row["ID"], float(row["latitude"]), float(row["longitude"]), None, None, None


def jt808(path):  # JT/T 808-2019, 4.4 and table 23; times are GMT+8
    for number, line in enumerate(open(path), 1):
        f = bytes.fromhex(line.split()[-1]).strip(b"\x7e").replace(b"\x7d\x02", b"\x7e").replace(b"\x7d\x01", b"\x7d")
        is2019 = f[2] & 0x40
        terminal, body = (f[5:15].hex(), f[17:-1]) if is2019 else (f[4:10].hex(), f[12:-1])
        if f[:2] == b"\x02\x00":
            time = datetime.datetime.strptime(body[22:28].hex(), "%y%m%d%H%M%S") - datetime.timedelta(hours=8)
            whole = lambda at, size: int.from_bytes(body[at:at + size], "big")
            yield number, time, terminal[-12:], whole(8, 4) / 1e6, whole(12, 4) / 1e6, whole(18, 2) / 10, whole(20, 2), None


def inside(lat, lon, ring):  # even-odd rule
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def metres_to(lat, lon, line):  # on a plane through the point; below 1 % wrong at these distances
    east, north, best = 111_195 * math.cos(math.radians(lat)), 111_195, math.inf
    for a, b in zip(line, line[1:]):
        ax, ay, bx, by = (a[0] - lon) * east, (a[1] - lat) * north, (b[0] - lon) * east, (b[1] - lat) * north
        length = (bx - ax) ** 2 + (by - ay) ** 2
        share = 0 if length == 0 else max(0, min(1, -(ax * (bx - ax) + ay * (by - ay)) / length))
        best = min(best, math.hypot(ax + share * (bx - ax), ay + share * (by - ay)))
    return best


def main(form, path, mover, since, until, *ground):
    features = [f for name in ground for f in json.load(open(name))["features"]]
    for number, time, who, lat, lon, *rest in {"nmea": nmea, "csv": suez, "jt808": jt808}[form](path):
        stamp = time.isoformat(timespec="milliseconds")
        shown = [s for s in (stamp, stamp[11:]) if since <= s and (s <= until or s.startswith(until))]
        if who.lstrip("0") != mover.lstrip("0") or not shown:
            continue
        zones = [f["properties"]["id"] for f in features
                 if f["geometry"]["type"] == "Polygon" and inside(lat, lon, f["geometry"]["coordinates"][0])]
        away = ["%.0f m" % metres_to(lat, lon, f["geometry"]["coordinates"]) for f in features if f["geometry"]["type"] == "LineString"]
        print(number, stamp, "%.6f" % lat, "%.6f" % lon, *rest, *zones, *away)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) >= 6 else sys.exit(__doc__)
