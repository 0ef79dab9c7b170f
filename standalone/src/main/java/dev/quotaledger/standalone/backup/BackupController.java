package dev.quotaledger.standalone.backup;

import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes backups of a running program, and lists them. To restore one is the operator's. */
@RestController
@RequestMapping("/api/v1/admin/backups")
class BackupController {

  private final Backups backups;

  BackupController(Backups backups) {
    this.backups = backups;
  }

  /** The backups there are, newest first. */
  record BackupsAnswer(List<Backup> items) {}

  @GetMapping
  BackupsAnswer backups() {
    return new BackupsAnswer(backups.list());
  }

  /**
   * Answers when the backup is on disk; commands wait meanwhile. 409 while another is being made, and
   * where the stores are not embedded; 507 when it cannot be written.
   */
  @PostMapping
  ResponseEntity<Backup> make() {
    return ResponseEntity.created(URI.create("/api/v1/admin/backups")).body(backups.make());
  }
}
