using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Organisations;

namespace Zhijian.Data;

// Used by `dotnet ef migrations add NAME --context SqliteDb|PostgresDb`; see CONTRIBUTING.

sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => new(DesignTime.Options<SqliteDb>(o => o.UseSqlite("Data Source=:memory:")));
}

sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => new(DesignTime.Options<PostgresDb>(o => o.UseNpgsql("Host=localhost")));
}

static class DesignTime
{
    public static DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder> provider) where T : ZhijianDb
    {
        var options = new DbContextOptionsBuilder<T>();
        provider(options);
        options.Common().UseApplicationServiceProvider(new ServiceCollection()
            .AddSingleton(new DivisionDirectory(TimeProvider.System))
            .AddSingleton(new ColumnCipher(new KeyFolder(Path.GetTempPath())))
            .BuildServiceProvider());
        return options.Options;
    }
}
