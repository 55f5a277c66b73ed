using Microsoft.AspNetCore.HttpOverrides;
using System.Net;

namespace Zhijian.Platform.Hosting.Requests;

/// <summary>What stands before everything: proxies that are believed, HTTPS, compression of what holds no secrets.</summary>
static class Doorway
{
    public static void AddDoorway(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.ForwardLimit = 2;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in settings.Proxies)
                if (proxy.Contains('/')) forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
                else forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddHttpsRedirection(https => https.HttpsPort = 443);
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/geo+json", "application/manifest+json"];
        });
    }

    public static void UseDoorway(this WebApplication app, ServerSettings settings)
    {
        if (settings.Proxies.Count > 0) app.UseForwardedHeaders();
        if (settings.BehindHttps)
        {
            app.UseHsts();
            // Probes come from inside, without TLS.
            app.UseWhen(c => !c.Request.Path.StartsWithSegments("/health") && !c.Request.Path.StartsWithSegments("/metrics"), outside => outside.UseHttpsRedirection());
        }
        // Answers with personal data are never compressed (BREACH): only what is the same for everybody.
        app.UseWhen(c => HttpMethods.IsGet(c.Request.Method) && Path.HasExtension(c.Request.Path.Value) && !c.Request.Path.StartsWithSegments("/api"),
            assets => assets.UseResponseCompression());
    }
}
