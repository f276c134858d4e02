package io.paxos.server.cluster;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refusals of Quarkus REST, such as 405 and 406, as problem documents. */
@Provider
public final class RefusalMapper implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException refusal) {
    Response original = refusal.getResponse();
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("title", original.getStatusInfo().getReasonPhrase());
    problem.put("status", original.getStatus());
    problem.put("applied", false);
    return Response.fromResponse(original).type("application/problem+json").entity(problem).build();
  }
}
