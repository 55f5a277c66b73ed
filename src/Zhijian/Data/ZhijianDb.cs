using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Organisations;

namespace Zhijian.Data;

/// <summary>
/// All tables of the platform. Reading: every query is limited to the viewer's scope. Writing: only inside
/// <see cref="WritePath"/>, which adds audit, version, events and idempotency to the same transaction.
/// </summary>
public abstract class ZhijianDb(DbContextOptions options, IViewer viewer, DivisionDirectory divisions, ColumnCipher cipher)
    : IdentityUserContext<User, Guid>(options)
{
    public abstract bool IsPostgres { get; }

    // What the scope filter compares with; read anew for each query.
    internal bool SeesAll => viewer.Scope.All;
    internal string PathFrom => viewer.Scope.PathFrom;
    internal string PathTo => viewer.Scope.PathTo;
    internal Guid? OwnOrganisation => viewer.Scope.OrganisationId ?? Guid.Empty;

    internal Change? Change { get; set; }
    internal ColumnCipher Cipher => cipher;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseOpenIddict<Guid>();
        builder.ApplyConfigurationsFromAssembly(typeof(ZhijianDb).Assembly);
        TableNames.Apply(builder);
        Conventions.Apply(builder, IsPostgres, Cipher);
        Conventions.FilterByScope(builder, this);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!ChangeTracker.HasChanges()) return 0;
        if (Change is null) throw new InvalidOperationException("A change goes through a desk and its WritePath, never straight to the database.");
        await divisions.LoadAsync(this, cancellationToken);
        ChangeLog.Prepare(ChangeTracker, divisions, viewer);
        Change.Record(ChangeLog.Read(ChangeTracker));
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Use SaveChangesAsync inside a WritePath.");
}

public sealed class SqliteDb(DbContextOptions<SqliteDb> options, IViewer viewer, DivisionDirectory divisions, ColumnCipher cipher)
    : ZhijianDb(options, viewer, divisions, cipher)
{
    public override bool IsPostgres => false;
}

public sealed class PostgresDb(DbContextOptions<PostgresDb> options, IViewer viewer, DivisionDirectory divisions, ColumnCipher cipher)
    : ZhijianDb(options, viewer, divisions, cipher)
{
    public override bool IsPostgres => true;
}
