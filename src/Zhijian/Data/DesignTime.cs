using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Zhijian.Platform.Access;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Organisations;

namespace Zhijian.Data;

// Used by `dotnet ef migrations add NAME --context SqliteDb|PostgresDb`; see CONTRIBUTING.

sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        options.UseSqlite("Data Source=:memory:").Common();
        return new(options.Options, new Viewer(), new DivisionDirectory(TimeProvider.System), new ColumnCipher(new KeyFolder(Path.GetTempPath())));
    }
}

sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresDb>();
        options.UseNpgsql("Host=localhost").Common();
        return new(options.Options, new Viewer(), new DivisionDirectory(TimeProvider.System), new ColumnCipher(new KeyFolder(Path.GetTempPath())));
    }
}
