using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Registry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "employers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    code_standing = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    registration_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    supervisor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    registered_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    industry_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    registration_type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ownership_level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    revenue = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    legal_representative = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    principal = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    established_on = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    workers = table.Column<int>(type: "integer", nullable: true),
                    dispatched_workers = table.Column<int>(type: "integer", nullable: true),
                    exposed_workers = table.Column<int>(type: "integer", nullable: true),
                    has_dust = table.Column<bool>(type: "boolean", nullable: false),
                    has_chemical = table.Column<bool>(type: "boolean", nullable: false),
                    has_physical = table.Column<bool>(type: "boolean", nullable: false),
                    has_radiation = table.Column<bool>(type: "boolean", nullable: false),
                    has_biological = table.Column<bool>(type: "boolean", nullable: false),
                    has_other = table.Column<bool>(type: "boolean", nullable: false),
                    risk_class = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    risk_grade = table.Column<int>(type: "integer", nullable: true),
                    comprehensive_class = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: true),
                    risk_scheme = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    declaration_standing = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    declared_on = table.Column<DateOnly>(type: "date", nullable: true),
                    declaration_due = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "jurisdiction_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    matter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ownership = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jurisdiction_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "dues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    supervisor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    cause = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    triggered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    settled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    settled_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    step = table.Column<int>(type: "integer", nullable: false),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues", x => x.id);
                    table.ForeignKey(
                        name: "fk_dues_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_employer_events_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_field_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    before = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    after = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_field_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_employer_field_changes_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_former_names",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_former_names", x => x.id);
                    table.ForeignKey(
                        name: "fk_employer_former_names_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workplaces",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    supervisor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    is_main = table.Column<bool>(type: "boolean", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    workers = table.Column<int>(type: "integer", nullable: true),
                    dispatched_workers = table.Column<int>(type: "integer", nullable: true),
                    contact = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    contact_phone = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workplaces", x => x.id);
                    table.ForeignKey(
                        name: "fk_workplaces_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workshops",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    exposed_distinct = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workshops", x => x.id);
                    table.ForeignKey(
                        name: "fk_workshops_workplaces_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "job_posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workshop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    persons = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_job_posts_workplaces_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_job_posts_workshops_workshop_id",
                        column: x => x.workshop_id,
                        principalTable: "workshops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exposures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workshop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    factor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    persons = table.Column<int>(type: "integer", nullable: true),
                    hours_per_day = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: true),
                    days_per_week = table.Column<decimal>(type: "numeric(4,2)", precision: 4, scale: 2, nullable: true),
                    facilities = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    protective_equipment = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exposures", x => x.id);
                    table.ForeignKey(
                        name: "fk_exposures_job_posts_job_post_id",
                        column: x => x.job_post_id,
                        principalTable: "job_posts",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_exposures_workplaces_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_exposures_workshops_workshop_id",
                        column: x => x.workshop_id,
                        principalTable: "workshops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_dues_employer_id_kind_workplace_id",
                table: "dues",
                columns: new[] { "employer_id", "kind", "workplace_id" });

            migrationBuilder.CreateIndex(
                name: "ix_dues_scope_path",
                table: "dues",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_dues_settled_on_due_on",
                table: "dues",
                columns: new[] { "settled_on", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_events_employer_id_on_id",
                table: "employer_events",
                columns: new[] { "employer_id", "on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_field_changes_employer_id_field_at",
                table: "employer_field_changes",
                columns: new[] { "employer_id", "field", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_former_names_employer_id",
                table: "employer_former_names",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_employer_former_names_name",
                table: "employer_former_names",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_employers_county_code_industry_code_name",
                table: "employers",
                columns: new[] { "county_code", "industry_code", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_employers_county_code_name",
                table: "employers",
                columns: new[] { "county_code", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_employers_credit_code",
                table: "employers",
                column: "credit_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_employers_industry_code_name",
                table: "employers",
                columns: new[] { "industry_code", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_employers_merged_into_id",
                table: "employers",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_employers_name",
                table: "employers",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_employers_registration_number",
                table: "employers",
                column: "registration_number");

            migrationBuilder.CreateIndex(
                name: "ix_employers_scope_path",
                table: "employers",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_exposures_employer_id",
                table: "exposures",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_exposures_factor_code_county_code_employer_id",
                table: "exposures",
                columns: new[] { "factor_code", "county_code", "employer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_exposures_job_post_id",
                table: "exposures",
                column: "job_post_id");

            migrationBuilder.CreateIndex(
                name: "ix_exposures_scope_path",
                table: "exposures",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_exposures_workplace_id",
                table: "exposures",
                column: "workplace_id");

            migrationBuilder.CreateIndex(
                name: "ix_exposures_workshop_id_job_post_id_factor_code",
                table: "exposures",
                columns: new[] { "workshop_id", "job_post_id", "factor_code" });

            migrationBuilder.CreateIndex(
                name: "ix_job_posts_employer_id",
                table: "job_posts",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_job_posts_scope_path",
                table: "job_posts",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_job_posts_workplace_id",
                table: "job_posts",
                column: "workplace_id");

            migrationBuilder.CreateIndex(
                name: "ix_job_posts_workshop_id_name",
                table: "job_posts",
                columns: new[] { "workshop_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_jurisdiction_rules_matter_ownership_valid_from",
                table: "jurisdiction_rules",
                columns: new[] { "matter", "ownership", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_employer_id",
                table: "workplaces",
                column: "employer_id",
                unique: true,
                filter: "is_main");

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_employer_id_name",
                table: "workplaces",
                columns: new[] { "employer_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_scope_path",
                table: "workplaces",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_workshops_employer_id",
                table: "workshops",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshops_scope_path",
                table: "workshops",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_workshops_workplace_id_name",
                table: "workshops",
                columns: new[] { "workplace_id", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dues");

            migrationBuilder.DropTable(
                name: "employer_events");

            migrationBuilder.DropTable(
                name: "employer_field_changes");

            migrationBuilder.DropTable(
                name: "employer_former_names");

            migrationBuilder.DropTable(
                name: "exposures");

            migrationBuilder.DropTable(
                name: "jurisdiction_rules");

            migrationBuilder.DropTable(
                name: "job_posts");

            migrationBuilder.DropTable(
                name: "workshops");

            migrationBuilder.DropTable(
                name: "workplaces");

            migrationBuilder.DropTable(
                name: "employers");
        }
    }
}
