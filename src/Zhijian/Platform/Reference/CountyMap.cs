using Microsoft.Net.Http.Headers;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Platform.Reference;

/// <summary>The county boundaries of the city, from the file that comes with the program.</summary>
static class CountyMap
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/reference/map/zhengzhou.json", (ReferenceFiles files, HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=86400";
                return Results.File(files.PathOf("zhengzhou-counties.geo.json"), "application/geo+json",
                    entityTag: new EntityTagHeaderValue($"\"{files.Hash("zhengzhou-counties.geo.json")[..32]}\""));
            })
            .Public().WithTags("标准库").WithSummary("郑州市县级行政区边界（GeoJSON，精度有限，不作测绘用途）");
}
