using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Data;

public sealed class MigrationTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task The_migrations_say_what_the_model_says(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        await platform.AsPlatformAsync(s =>
        {
            Assert.False(s.GetRequiredService<ZhijianDb>().Database.HasPendingModelChanges(), "run tools/new-migration NAME");
            return Task.CompletedTask;
        });
    }
}
