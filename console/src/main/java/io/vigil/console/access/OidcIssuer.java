package io.vigil.console.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Users of another house: OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636). What somebody may and sees is said by
 * the claims {@value #ROLES} (words of roles) and {@value #CODES} (codes of jurisdictions, or {@code *} for all); without a role
 * nobody comes in.
 */
public final class OidcIssuer {
    /** What stands before the names of such users, so that none of them is one of our own. */
    public static final String PREFIX = "sso.";

    static final String ROLES = "vigil_roles";
    static final String CODES = "vigil_jurisdictions";
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Settings settings;

    public OidcIssuer(Settings settings) {
        this.settings = settings;
    }

    /**
     * Who says who users are.
     *
     * @param issuer its address, below which {@code .well-known/openid-configuration} is found
     * @param clientId our name there
     * @param secret our password there
     * @param callback where it sends browsers back to, as it was registered there
     */
    public record Settings(URI issuer, String clientId, String secret, URI callback) {}

    /** A login that was begun; only the browser that began it can end it. */
    public record Begun(URI address, State state, Nonce nonce, CodeVerifier verifier) {}

    /** Why somebody does not come in; the message is for the log. */
    public static final class RefusedLoginException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedLoginException(String message) {
            super(message);
        }

        RefusedLoginException(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Begins a login: where the browser is to go. */
    public Begun begin() throws RefusedLoginException {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI address = new AuthenticationRequest.Builder(
                        new ResponseType("code"),
                        new com.nimbusds.oauth2.sdk.Scope("openid", "profile"),
                        new ClientID(settings.clientId()),
                        settings.callback())
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Begun(address, state, nonce, verifier);
    }

    /** Ends a login with the address the browser came back by: who it is. */
    public User end(Begun begun, URI cameBack) throws RefusedLoginException {
        try {
            AuthenticationResponse answer = AuthenticationResponseParser.parse(cameBack);
            if (!begun.state().equals(answer.getState()) || !answer.indicatesSuccess()) {
                throw new RefusedLoginException(
                        answer.indicatesSuccess() ? "another state came back" : "the issuer refuses");
            }
            AuthorizationCode code = answer.toSuccessResponse().getAuthorizationCode();
            return user(claims(begun, code));
        } catch (GeneralException | BadJOSEException | JOSEException | IOException e) {
            throw new RefusedLoginException(e);
        }
    }

    private IDTokenClaimsSet claims(Begun begun, AuthorizationCode code)
            throws GeneralException, BadJOSEException, JOSEException, IOException, RefusedLoginException {
        OIDCProviderMetadata metadata = metadata();
        ClientID client = new ClientID(settings.clientId());
        TokenRequest request = new TokenRequest(
                metadata.getTokenEndpointURI(),
                new ClientSecretBasic(client, new Secret(settings.secret())),
                new AuthorizationCodeGrant(code, settings.callback(), begun.verifier()));
        var http = request.toHTTPRequest();
        http.setConnectTimeout(TIMEOUT_MILLIS);
        http.setReadTimeout(TIMEOUT_MILLIS);
        TokenResponse answer = OIDCTokenResponseParser.parse(http.send());
        if (!(answer instanceof OIDCTokenResponse tokens)) {
            throw new RefusedLoginException("the issuer gives no token");
        }
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(settings.issuer()),
                client,
                JWSAlgorithm.RS256,
                metadata.getJWKSetURI().toURL());
        return validator.validate(tokens.getOIDCTokens().getIDToken(), begun.nonce());
    }

    private static User user(IDTokenClaimsSet claims) throws RefusedLoginException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        texts(claims, ROLES).forEach(word -> Role.ofWord(word).ifPresent(roles::add));
        List<String> codes = texts(claims, CODES);
        String given = claims.getStringClaim("preferred_username");
        String name = given == null ? claims.getSubject().getValue() : given;
        String shown = claims.getStringClaim("name");
        try {
            return new User(
                    PREFIX + name,
                    shown == null || shown.isBlank() ? name : shown,
                    roles,
                    new Scope(codes.contains("*"), codes.contains("*") ? List.of() : codes),
                    false,
                    false);
        } catch (IllegalArgumentException e) {
            throw new RefusedLoginException(e);
        }
    }

    private static List<String> texts(IDTokenClaimsSet claims, String name) {
        List<String> texts = claims.getStringListClaim(name);
        return texts == null ? List.of() : texts;
    }

    private OIDCProviderMetadata metadata() throws RefusedLoginException {
        try {
            return OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
        } catch (GeneralException | IOException e) {
            throw new RefusedLoginException(e);
        }
    }
}
