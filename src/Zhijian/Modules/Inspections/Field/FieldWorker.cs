using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.FileProviders;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Inspections.Field;

/// <summary>
/// The service worker of /field: the script from wwwroot behind the list of what it keeps. A changed file changes the list,
/// so the phone fetches all of them anew and never mixes two editions.
/// </summary>
static class FieldWorker
{
    const string Script = "field/worker.js";
    static readonly string[] Folders = ["field", "lib/idb", "lib/signature-pad"];
    static readonly string[] Kinds = [".js", ".css", ".png", ".svg", ".webmanifest"];
    static readonly string[] More = ["img/mark.svg"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var script = new Lazy<byte[]>(() => Make(routes.ServiceProvider.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider));
        routes.MapGet("/field/sw.js", (HttpContext context) =>
        {
            context.Response.Headers["Service-Worker-Allowed"] = "/field";
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(script.Value, "text/javascript; charset=utf-8");
        }).Public().ExcludeFromDescription();
    }

    static byte[] Make(IFileProvider root)
    {
        List<string> paths = [.. More];
        foreach (var folder in Folders)
            paths.AddRange(root.GetDirectoryContents(folder).Where(f => !f.IsDirectory && Kinds.Contains(Path.GetExtension(f.Name))).Select(f => $"{folder}/{f.Name}").Where(p => p != Script));
        paths.Sort(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths.Append(Script)) hash.AppendData(Read(root, path));
        var kept = paths.Select(p => "/" + p).Prepend("/field");
        return [.. Encoding.UTF8.GetBytes($"const edition = '{Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}';\nconst kept = {JsonSerializer.Serialize(kept)};\n"), .. Read(root, Script)];
    }

    static byte[] Read(IFileProvider root, string path)
    {
        using var source = root.GetFileInfo(path).CreateReadStream();
        using var copy = new MemoryStream();
        source.CopyTo(copy);
        return copy.ToArray();
    }
}
