package io.vigil.feeds.jt808;

import io.vigil.feeds.DecodeResult;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The message numbers of JT/T 808 (2011, 2013, 2019), JT/T 1078-2016 and the attachment
 * messages of T/JSATL 12-2017. Those whose body somebody reads are put together from their parts.
 */
enum MessageType {
    TERMINAL_REPLY(0x0001, "terminal general reply"),
    HEARTBEAT(0x0002, "heartbeat"),
    LOGOUT(0x0003, "terminal logout"),
    TIME_QUERY(0x0004, "server time query"),
    TERMINAL_RESEND_REQUEST(0x0005, "terminal re-send request", Parts.JOINED),
    REGISTRATION(0x0100, "terminal registration", Parts.JOINED),
    AUTHENTICATION(0x0102, "terminal authentication", Parts.JOINED),
    PARAMETERS_REPLY(0x0104, "terminal parameters reply"),
    ATTRIBUTES_REPLY(0x0107, "terminal attributes reply"),
    UPGRADE_RESULT(0x0108, "terminal upgrade result"),
    LOCATION_REPORT(0x0200, "location report", Parts.JOINED),
    LOCATION_REPLY(0x0201, "location query reply", Parts.JOINED),
    EVENT_REPORT(0x0301, "event report"),
    QUESTION_ANSWER(0x0302, "question answer"),
    INFORMATION_ON_DEMAND(0x0303, "information on demand or cancelled"),
    VEHICLE_CONTROL_REPLY(0x0500, "vehicle control reply", Parts.JOINED),
    REGIONS_REPLY(0x0608, "region or route query reply"),
    RECORDER_UPLOAD(0x0700, "driving recorder upload"),
    WAYBILL(0x0701, "electronic waybill"),
    DRIVER_IDENTITY(0x0702, "driver identity", Parts.JOINED),
    LOCATION_BATCH(0x0704, "location batch", Parts.JOINED),
    CAN_UPLOAD(0x0705, "CAN bus upload"),
    MEDIA_EVENT(0x0800, "media event"),
    MEDIA_UPLOAD(0x0801, "media upload"),
    MEDIA_SEARCH_REPLY(0x0802, "stored media search reply"),
    CAMERA_SHOT_REPLY(0x0805, "camera shot reply"),
    TRANSPARENT_UP(0x0900, "transparent data from terminal"),
    COMPRESSED_UP(0x0901, "compressed data from terminal"),
    TERMINAL_RSA_KEY(0x0A00, "terminal RSA key"),
    AV_ATTRIBUTES_REPLY(0x1003, "audio and video attributes"),
    PASSENGER_FLOW(0x1005, "passenger flow"),
    AV_RESOURCES(0x1205, "audio and video resource list"),
    AV_UPLOAD_DONE(0x1206, "audio and video file upload done"),
    ALARM_ATTACHMENTS(0x1210, "alarm attachment list"),
    ATTACHMENT_FILE(0x1211, "attachment file"),
    ATTACHMENT_FILE_DONE(0x1212, "attachment file done"),
    PLATFORM_REPLY(0x8001, "platform general reply"),
    RESEND_REQUEST(0x8003, "re-send request", Parts.JOINED),
    TIME_REPLY(0x8004, "server time reply"),
    REGISTRATION_REPLY(0x8100, "registration reply", Parts.JOINED),
    SET_PARAMETERS(0x8103, "set terminal parameters"),
    QUERY_PARAMETERS(0x8104, "query terminal parameters"),
    TERMINAL_CONTROL(0x8105, "terminal control"),
    QUERY_SOME_PARAMETERS(0x8106, "query chosen terminal parameters"),
    QUERY_ATTRIBUTES(0x8107, "query terminal attributes"),
    UPGRADE_PACKAGE(0x8108, "terminal upgrade package"),
    LOCATION_QUERY(0x8201, "location query"),
    TEMPORARY_TRACKING(0x8202, "temporary tracking"),
    ALARM_CONFIRMATION(0x8203, "manual alarm confirmation"),
    LINK_CHECK(0x8204, "link check"),
    TEXT(0x8300, "text to the driver"),
    EVENT_SETTING(0x8301, "event setting"),
    QUESTION(0x8302, "question"),
    INFORMATION_MENU(0x8303, "information menu"),
    INFORMATION(0x8304, "information service"),
    CALL_BACK(0x8400, "telephone call back"),
    PHONE_BOOK(0x8401, "phone book"),
    VEHICLE_CONTROL(0x8500, "vehicle control"),
    SET_CIRCLES(0x8600, "set circular regions", Parts.JOINED),
    DELETE_CIRCLES(0x8601, "delete circular regions"),
    SET_RECTANGLES(0x8602, "set rectangular regions", Parts.JOINED),
    DELETE_RECTANGLES(0x8603, "delete rectangular regions"),
    SET_POLYGON(0x8604, "set polygonal region", Parts.JOINED),
    DELETE_POLYGONS(0x8605, "delete polygonal regions"),
    SET_ROUTE(0x8606, "set route", Parts.JOINED),
    DELETE_ROUTES(0x8607, "delete routes"),
    QUERY_REGIONS(0x8608, "query regions or routes"),
    RECORDER_COMMAND(0x8700, "driving recorder command"),
    RECORDER_PARAMETERS(0x8701, "driving recorder parameters"),
    DRIVER_IDENTITY_REQUEST(0x8702, "driver identity request"),
    MEDIA_REPLY(0x8800, "media upload reply"),
    CAMERA_SHOT(0x8801, "camera shot"),
    MEDIA_SEARCH(0x8802, "stored media search"),
    MEDIA_UPLOAD_REQUEST(0x8803, "stored media upload request"),
    SOUND_RECORDING(0x8804, "sound recording"),
    SINGLE_MEDIA_REQUEST(0x8805, "single media upload request"),
    TRANSPARENT_DOWN(0x8900, "transparent data to terminal"),
    PLATFORM_RSA_KEY(0x8A00, "platform RSA key"),
    QUERY_AV_ATTRIBUTES(0x9003, "query audio and video attributes"),
    LIVE_AV_REQUEST(0x9101, "live audio and video request"),
    LIVE_AV_CONTROL(0x9102, "live audio and video control"),
    LIVE_AV_STATUS(0x9105, "live audio and video status"),
    PLAYBACK_REQUEST(0x9201, "playback request"),
    PLAYBACK_CONTROL(0x9202, "playback control"),
    QUERY_AV_RESOURCES(0x9205, "query audio and video resources"),
    AV_UPLOAD_REQUEST(0x9206, "audio and video file upload request"),
    AV_UPLOAD_CONTROL(0x9207, "audio and video file upload control"),
    ATTACHMENTS_REQUEST(0x9208, "alarm attachment request"),
    ATTACHMENT_FILE_REPLY(0x9212, "attachment file done reply"),
    CAMERA_ROTATE(0x9301, "camera rotate"),
    CAMERA_FOCUS(0x9302, "camera focus"),
    CAMERA_APERTURE(0x9303, "camera aperture"),
    CAMERA_WIPER(0x9304, "camera wiper"),
    CAMERA_INFRARED(0x9305, "camera infrared light"),
    CAMERA_ZOOM(0x9306, "camera zoom");

    private static final MessageType[] BY_ID = values();
    private static final int[] IDS = new int[BY_ID.length];

    static {
        Arrays.sort(BY_ID, (a, b) -> Integer.compare(a.id, b.id));
        for (int i = 0; i < IDS.length; i++) {
            IDS[i] = BY_ID[i].id;
        }
    }

    private final int id;
    private final String words;
    private final Parts parts;
    private final DecodeResult.Skipped skipped;

    /** What to do with a sub-packaged message: nobody wants a photograph's parts held in memory. */
    private enum Parts {
        JOINED,
        PASSED_ON
    }

    MessageType(int id, String words) {
        this(id, words, Parts.PASSED_ON);
    }

    MessageType(int id, String words, Parts parts) {
        this.id = id;
        this.words = words;
        this.parts = parts;
        this.skipped = new DecodeResult.Skipped(Message.idText(id) + ' ' + words);
    }

    /** The meaning of a number, or null where none of the standards names it. */
    static @Nullable MessageType of(int id) {
        int place = Arrays.binarySearch(IDS, id);
        return place < 0 ? null : BY_ID[place];
    }

    int id() {
        return id;
    }

    /** Its meaning in English, lower case. */
    String words() {
        return words;
    }

    boolean isJoinedFromParts() {
        return parts == Parts.JOINED;
    }

    DecodeResult.Skipped skipped() {
        return skipped;
    }
}
