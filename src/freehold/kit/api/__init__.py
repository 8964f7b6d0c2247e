"""The API: tokens with scopes, one OpenAPI description, errors as problem+json. Apps add their routers and scopes in wiring."""
