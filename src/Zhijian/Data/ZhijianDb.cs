using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Organisations;

namespace Zhijian.Data;

/// <summary>
/// All tables of the platform. Reading: every query is limited to the viewer's scope. Writing: only inside
/// <see cref="WritePath"/>, which adds audit, version, events and idempotency to the same transaction.
/// </summary>
public abstract class ZhijianDb : IdentityUserContext<User, Guid>
{
    readonly DivisionDirectory divisions;
    IViewer? viewer;

    /// <param name="options">With the services of the application: what all contexts share comes from there.</param>
    protected ZhijianDb(DbContextOptions options) : base(options)
    {
        var services = options.GetExtension<CoreOptionsExtension>().ApplicationServiceProvider
            ?? throw new InvalidOperationException("The options name no services of the application.");
        divisions = services.GetRequiredService<DivisionDirectory>();
        Cipher = services.GetRequiredService<ColumnCipher>();
    }

    /// <summary>A context is made once and lent to one viewer after another.</summary>
    internal ZhijianDb LendTo(IViewer to)
    {
        (viewer, Change) = (to, null);
        return this;
    }

    IViewer Viewer => viewer ?? throw new InvalidOperationException("This context is lent to nobody.");

    public abstract bool IsPostgres { get; }

    // What the scope filter compares with; read anew for each query.
    internal bool SeesAll => Viewer.Scope.All;
    internal string PathFrom => Viewer.Scope.PathFrom;
    internal string PathTo => Viewer.Scope.PathTo;
    internal Guid? OwnOrganisation => Viewer.Scope.OrganisationId ?? Guid.Empty;

    internal Change? Change { get; set; }
    internal ColumnCipher Cipher { get; }

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
        // Changes were looked for above; every further look compares every column of every row in hand.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            ChangeLog.Prepare(ChangeTracker, divisions, Viewer);
            foreach (var entry in ChangeTracker.Entries())
                if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted) Change.Saw(entry.Entity, entry is { State: EntityState.Modified, Entity: IPlaced } ? (string?)entry.Property(nameof(IPlaced.ScopePath)).OriginalValue : null);
            Change.Record(ChangeLog.Read(ChangeTracker));
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Use SaveChangesAsync inside a WritePath.");
}

public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : ZhijianDb(options)
{
    public override bool IsPostgres => false;
}

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : ZhijianDb(options)
{
    public override bool IsPostgres => true;
}
