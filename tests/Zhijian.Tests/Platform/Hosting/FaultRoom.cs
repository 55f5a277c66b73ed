using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;

namespace Zhijian.Tests.Platform.Hosting;

/// <summary>Endpoints that go wrong in every way.</summary>
sealed class FaultRoom(bool withErrorPage = false) : IModule
{
    public const string Secret = "secret-inside-the-exception";
    public TaskCompletionSource Entered { get; } = new();
    public TaskCompletionSource Release { get; } = new();

    public static Exception Make(string kind) => kind switch
    {
        "refusal" => new Refusal("名称不能为空。", "Name"),
        "missing" => new NotFoundException(),
        "conflict" => new DbUpdateConcurrencyException(Secret),
        "full" => new DbUpdateException(Secret, new SqliteException(Secret, 13)),
        "full-file" => new IOException(Secret, 28),
        "lost" => new InvalidOperationException(Secret, new NpgsqlException(Secret, new TimeoutException(Secret))),
        "too-large" => new BadHttpRequestException(Secret, StatusCodes.Status413PayloadTooLarge),
        _ => new InvalidOperationException(Secret),
    };

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/api/faults/{kind}", ["GET", "POST"], (string kind) => { throw Make(kind); }).Public();
        routes.MapMethods("/faults/{kind}", ["GET", "POST"], (string kind) => { throw Make(kind); }).Public();
        routes.MapGet("/people/{name}", (string name) => name.Length).Public();
        routes.MapPost("/sign-in", () => Results.Unauthorized()).Public();
        routes.MapGet("/slow", async () =>
        {
            Entered.SetResult();
            await Release.Task;
            return "done";
        }).Public();
        if (withErrorPage) routes.MapGet("/error/{code:int}", (int code, HttpContext c) => Results.Content($"<p>page {code} for {c.Request.Method}</p>", "text/html")).Public();
    }
}
